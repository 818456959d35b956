using System.Reflection;

namespace Carbonio.Cloud.Storage.Tests.Mutants;

/// <summary>Runs the tests of a contract against a store, outside the test runner, to see whether they fail.</summary>
internal static class ContractRun
{
    private static readonly TimeSpan LongestTest = TimeSpan.FromSeconds(20);

    /// <summary>Runs until the first failure.</summary>
    /// <param name="contract">Makes a new instance of the contract, as the runner does for each test.</param>
    /// <returns>Name of the test that failed, or null when all passed.</returns>
    public static async Task<string?> FirstFailureAsync(Func<object> contract)
    {
        foreach (var method in contract().GetType().GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
        {
            var rows = method.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data).DefaultIfEmpty([]);
            foreach (var row in rows)
            {
                if (!await PassesAsync(method, contract(), row))
                {
                    return method.Name;
                }
            }
        }

        return null;
    }

    private static async Task<bool> PassesAsync(MethodInfo method, object instance, object?[] arguments)
    {
        var parameters = method.GetParameters();
        object?[] converted = [.. arguments.Select((value, i) => value is int && parameters[i].ParameterType == typeof(long) ? Convert.ToInt64(value, null) : value)];
        try
        {
            await Task.Run(() => (Task)method.Invoke(instance, converted)!).WaitAsync(LongestTest);
            return true;
        }
#pragma warning disable CA1031 // Whatever a test fails with, it has failed.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
