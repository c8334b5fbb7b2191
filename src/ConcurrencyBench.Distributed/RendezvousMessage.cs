using System.Security.Cryptography;
using System.Text;

namespace ConcurrencyBench.Distributed;

/// <summary>
/// A message between a run and the machines that offer silos, on a channel that every client may read and write. It ends in a code over
/// the rest that only those with the user's secret can make. A recorded one is worth nothing: a run asks under a name that no other has,
/// and a machine answers with a number that it accepts once.
/// </summary>
/// <param name="Kind">What is said.</param>
/// <param name="ClusterId">The run's cluster.</param>
/// <param name="Offer">The number that the machine has drawn; that of a call is the run's and means nothing.</param>
internal sealed record RendezvousMessage(RendezvousMessageKind Kind, string ClusterId, string Offer)
{
    // Longer ones are not looked at.
    private const int MostCharacters = 256;
    private const int OfferBytes = 16;

    /// <summary>Draws a number that no other message has.</summary>
    public static string NewOffer() => RandomNumberGenerator.GetHexString(2 * OfferBytes, lowercase: true);

    /// <summary>Reads a message, if its sender had the secret.</summary>
    /// <returns>The message; null when its sender had not, or it is no message.</returns>
    public static RendezvousMessage? Open(string? text, ClusterSecret secret)
    {
        if (text is not { Length: <= MostCharacters }
            || text.Split(' ') is not [var kind, var cluster, var offer, _]
            || !Enum.TryParse<RendezvousMessageKind>(kind, out var known))
        {
            return null;
        }

        // Written again, it must be the same to the last character.
        var message = new RendezvousMessage(known, cluster, offer);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(message.Seal(secret)), Encoding.ASCII.GetBytes(text)) ? message : null;
    }

    /// <summary>Writes the message.</summary>
    public string Seal(ClusterSecret secret)
    {
        var text = $"{Kind} {ClusterId} {Offer}";
        return $"{text} {secret.Sign(text)}";
    }
}
