using Carbonio.Cloud.Wbxml.Benchmarks;

switch (args)
{
    case ["wbxml", .. var rest]:
        return WbxmlBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage: wbxml [quick]");
        return 2;
}
