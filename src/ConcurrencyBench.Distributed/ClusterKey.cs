using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// The secret of one cluster, which its members have and no other process: 32 random bytes, or bytes derived from the user's secret.
/// Members of one machine prove themselves by codes made with it. Between machines each derives from it the same pair of keys on the
/// curve P-256, so that a certificate of that pair proves membership and none has to be handed out. It reaches a silo over standard input: command lines, environments and files can be read by others.
/// </summary>
internal sealed class ClusterKey
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 32;

    // The order of the curve P-256 (FIPS 186-5); private keys are from 1 to one less.
    private static readonly BigInteger _order = BigInteger.Parse(
        "115792089210356248762697446949407573529996955224135760342422259061068512044369", System.Globalization.CultureInfo.InvariantCulture);

    // A certificate is checked by its key alone. Some libraries refuse others' clocks, so it is valid whatever they say.
    private static readonly DateTimeOffset _from = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _until = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] _secret;

    /// <summary>A key of known bytes.</summary>
    /// <param name="secret">As many as <see cref="Length"/>.</param>
    public ClusterKey(byte[] secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Length);
        _secret = secret;
    }

    /// <summary>Makes a new one.</summary>
    public static ClusterKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <returns>The key; null when the input ended before it.</returns>
    public static ClusterKey? ReadFrom(Stream input)
    {
        var secret = new byte[Length];
        return input.ReadAtLeast(secret, Length, throwOnEndOfStream: false) == Length ? new ClusterKey(secret) : null;
    }

    /// <summary>Hands the key to a silo's process.</summary>
    public void WriteTo(Stream output) => output.Write(_secret);

    /// <summary>Makes a code that only members can make.</summary>
    /// <param name="purpose">What for: codes for one purpose are worth nothing for another.</param>
    /// <param name="message">What it is made over.</param>
    /// <returns>32 bytes.</returns>
    public byte[] Authenticate(string purpose, byte[] message) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.UTF8.GetBytes($"cbench {purpose}")), message);

    /// <summary>Derives another key, from which this one cannot be computed.</summary>
    public ClusterKey Derive(string name) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.UTF8.GetBytes($"cbench key {name}")));

    /// <summary>Makes a certificate of the cluster's pair of keys.</summary>
    public X509Certificate2 ToCertificate()
    {
        // Sixteen bytes more than the order has, so that every private key is as likely as another (FIPS 186-5, A.2.1).
        var bytes = HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length + 16, info: "cbench certificate"u8.ToArray());
        var number = (new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % (_order - 1)) + 1;
        var written = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        var scalar = new byte[Length];
        written.CopyTo(scalar, Length - written.Length);
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        var request = new CertificateRequest("CN=cbench", pair, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(_from, _until);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // Windows' TLS does not take a key that was never in a key store.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
