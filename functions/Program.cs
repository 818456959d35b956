using Carbonio.Cloud.Functions;
using Carbonio.Cloud.Functions.Manifests;
using Carbonio.Cloud.Functions.Verbs;

// 'dotnet run' puts an option of its own before whatever is typed.
var verb = args is ["--default-environment", _, .. var typed] ? typed : args;
switch (verb)
{
    case ["manifests", var folder]:
        FunctionManifests.Write(folder);
        return 0;
    case [AdminTokenVerb.Name, .. var rest]:
        return await new AdminTokenVerb(Console.Out, Console.Error).RunAsync(rest, CancellationToken.None);
    default:
        return await Server.RunAsync(args, TimeProvider.System);
}
