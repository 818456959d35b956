// The bare framework. "template": what 'dotnet new web' gives, the measure of a start. "kestrel": Kestrel with one endpoint
// and nothing before it, the measure of a request.
switch (args)
{
    case ["template", .. var rest]:
        var app = WebApplication.CreateBuilder(rest).Build();
        app.MapGet("/", () => "Hello World!");
        await app.RunAsync();
        return 0;
    case ["kestrel", .. var rest]:
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseSetting(WebHostDefaults.ServerUrlsKey, rest[1]);
        var bare = builder.Build();
        bare.Run(context =>
        {
            context.Response.ContentLength = 3;
            return context.Response.WriteAsync("ok\n");
        });
        await bare.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: template|kestrel --urls URL");
        return 2;
}
