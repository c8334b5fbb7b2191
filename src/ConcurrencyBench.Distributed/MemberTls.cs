using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// Lets silos of several machines talk to members of their own cluster only, in both directions and from the first byte. Each side of a
/// connection proves by TLS that it has the cluster's private key, and a machine between them can neither read nor change
/// what they say.
/// </summary>
internal static class MemberTls
{
    // What has opened a connection and proves nothing is closed after this; members on a busy machine take a while.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <summary>Adds it to a silo.</summary>
    public static void Require(ISiloBuilder silo, ClusterKey key)
    {
        var own = key.ToCertificate();
        var expected = own.PublicKey.ExportSubjectPublicKeyInfo();
        silo.UseTls(own, options =>
        {
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;

            // Each member signs a certificate of its own, so the key is compared; no authority is asked.
            options.RemoteCertificateValidation = (certificate, _, _) =>
                CryptographicOperations.FixedTimeEquals(certificate.PublicKey.ExportSubjectPublicKeyInfo(), expected);
            options.OnAuthenticateAsClient = (_, client) =>
            {
                client.TargetHost = "cbench";
                ((SslClientAuthenticationOptions)client.SslClientAuthenticationOptions).CertificateChainPolicy = NoChain();
            };
            options.OnAuthenticateAsServer = (_, server) =>
                ((SslServerAuthenticationOptions)server.SslServerAuthenticationOptions).CertificateChainPolicy = NoChain();
            options.HandshakeTimeout = _patience;
        });
    }

    // An unknown certificate must not make this machine fetch what it names.
    private static X509ChainPolicy NoChain() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
    };
}
