using ConcurrencyBench.Abstractions;
using ConcurrencyBench.Processes;

namespace ConcurrencyBench.Measurement.Tests.Fakes;

/// <summary>A model that hands secrets to its workers.</summary>
public sealed class SecretiveModel : Model
{
    public const string Setting = "DOTNET_TieredPGO";

    public override string Id => "secretive";

    public override ModelDescription Description { get; } = new(99, "Secretive", "secrets in the environment of its workers", "no other process is to read them", string.Empty);

    public override IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        [ClusterVariables.Secret] = "a secret of sixteen characters or more",
        [ClusterVariables.RedisPassword] = "password",
        [Setting] = "0",
    };
}
