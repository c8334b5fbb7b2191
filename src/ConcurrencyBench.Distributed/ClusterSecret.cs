using System.Security.Cryptography;
using System.Text;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// What the user has set on all machines whose silos may join: it authenticates invitations, and each cluster's key is derived from it and the
/// cluster's name. It is read from a variable, which only its owner can see, and is written nowhere.
/// </summary>
public sealed class ClusterSecret
{
    /// <summary>The fewest characters that it has.</summary>
    public const int FewestCharacters = 16;

    // An attacker who records an invitation can try words: each takes some 0.1 s (OWASP advises 600,000 where people choose what they remember).
    private const int Iterations = 200_000;

    private readonly ClusterKey _root;
    private readonly ClusterKey _invitations;

    private ClusterSecret(string text)
    {
        // All machines must come to the same key, so the salt is the same for all.
        _root = new ClusterKey(Rfc2898DeriveBytes.Pbkdf2(text, "cbench cluster"u8, Iterations, HashAlgorithmName.SHA256, ClusterKey.Length));
        _invitations = _root.Derive("invitations");
    }

    /// <summary>Checks what the user has set.</summary>
    /// <param name="text">The secret; null when none is set.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="UsageException">There is none, or a short one.</exception>
    public static ClusterSecret Of(string? text) => string.IsNullOrEmpty(text)
        ? throw new UsageException(
            $"--cluster needs a secret, by which machines know each other: set {ClusterVariables.Secret} to the same on all of them, as the output of 'openssl rand -hex 32'")
        : text.Length < FewestCharacters
            ? throw new UsageException(
                $"{ClusterVariables.Secret} has {text.Length} characters and needs {FewestCharacters}: set it to the same on all machines, as the output of 'openssl rand -hex 32'")
            : new ClusterSecret(text);

    /// <summary>Reads this process's variable.</summary>
    /// <returns>The secret.</returns>
    /// <exception cref="UsageException">There is none, or a short one.</exception>
    public static ClusterSecret FromEnvironment() => Of(Environment.GetEnvironmentVariable(ClusterVariables.Secret));

    /// <summary>The key of a cluster.</summary>
    internal ClusterKey KeyOf(string clusterId) => _root.Derive($"cluster {clusterId}");

    /// <summary>Makes a code over an invitation that only those with the secret can make.</summary>
    internal string Sign(string text) => Convert.ToHexStringLower(_invitations.Authenticate("invitation", Encoding.ASCII.GetBytes(text)));
}
