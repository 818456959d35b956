using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>Describes the admin API from its route table and the JSON types ([OpenAPI] 3.1, whose schemas are JSON Schema).</summary>
internal static class OpenApiDocument
{
    public static byte[] Write()
    {
        var paths = new JsonObject();
        foreach (var group in AdminApi.Routes.GroupBy(route => route.Path))
        {
            var operations = new JsonObject();
            foreach (var route in group)
            {
                operations[route.Method.ToLowerInvariant()] = Operation(route);
            }

            paths[AdminApi.Prefix + group.Key] = operations;
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Carbonio Cloud admin API", ["version"] = "1" },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
                ["schemas"] = new JsonObject { ["Problem"] = Schema(AdminJson.Default.ProblemBody) },
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, AdminDocumentJson.Default.JsonObject);
    }

    private static JsonObject Operation(AdminRoute route)
    {
        var parameters = new JsonArray();
        foreach (var segment in route.Path.Split('/').Where(segment => segment.StartsWith('{')))
        {
            parameters.Add(Parameter(segment.Trim('{', '}'), "path", null));
        }

        foreach (var (name, meaning) in route.Query)
        {
            parameters.Add(Parameter(name, "query", meaning));
        }

        if (route.IsTagged && route.Method != HttpMethods.Get)
        {
            parameters.Add(Parameter("If-Match", "header", "The ETag that was read: 412 when the resource has changed since. Without it, or with *, it is changed whatever it is."));
        }

        var success = new JsonObject { ["description"] = "Done." };
        if (route.Response is not null)
        {
            success["content"] = Content("application/json", Schema(route.Response));
        }

        var operation = new JsonObject
        {
            ["summary"] = route.Summary,
            ["description"] = route.Least switch
            {
                AdminRole.Global => "For global admins.",
                AdminRole.Delegated => "For global admins, and for delegated admins within their domains.",
                _ => "For every token.",
            },
            ["parameters"] = parameters,
            ["responses"] = new JsonObject
            {
                [route.Success.ToString(CultureInfo.InvariantCulture)] = success,
                ["default"] = new JsonObject
                {
                    ["description"] = "A problem: detail says what, code names it for programs.",
                    ["content"] = Content("application/problem+json", new JsonObject { ["$ref"] = "#/components/schemas/Problem" }),
                },
            },
        };
        if (route.Request is not null || route.TakesMessage)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = route.Request is null
                    ? Content("message/rfc822", new JsonObject { ["type"] = "string" })
                    : Content("application/json", Schema(route.Request)),
            };
        }

        return operation;
    }

    private static JsonObject Parameter(string name, string place, string? meaning)
    {
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["schema"] = new JsonObject { ["type"] = "string" },
        };
        if (place == "path")
        {
            parameter["required"] = true;
        }

        if (meaning is not null)
        {
            parameter["description"] = meaning;
        }

        return parameter;
    }

    private static JsonObject Content(string mediaType, JsonNode schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static JsonNode Schema(JsonTypeInfo type) => type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
}
