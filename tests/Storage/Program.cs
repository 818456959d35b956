using Carbonio.Cloud.Storage.Tests.Embedded;
using Carbonio.Cloud.Support;
using Xunit.Runner.InProc.SystemConsole;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

return args is [WriteUntilKilled.Argument, var folder]
    ? await WriteUntilKilled.RunAsync(folder)
    : await ConsoleRunner.Run(args);
