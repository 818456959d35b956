using Microsoft.Extensions.Options;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>Finds every fault of the settings at once.</summary>
[OptionsValidator]
public sealed partial class CarbonioOptionsValidator : IValidateOptions<CarbonioOptions>;
