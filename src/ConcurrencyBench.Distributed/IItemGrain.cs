namespace ConcurrencyBench.Distributed;

/// <summary>Runs chunks of items on the silo that it was placed on, one chunk at a time; there are as many as items may be in flight.</summary>
internal interface IItemGrain : IGrainWithStringKey
{
    /// <summary>Says where the grain is: on the silo that the first call's placement hint named, if its caller knew that silo's grains.</summary>
    Task<SiloAddress> LocateAsync();

    /// <summary>Makes the silo ready for a batch's items; does nothing when it is.</summary>
    /// <returns>Why the workload cannot be set up; null when items can run.</returns>
    Task<string?> OpenAsync(SiloBatch task);

    /// <summary>Runs items one after the other, once those of earlier calls have run.</summary>
    /// <param name="operation">Of which operation, from 1; one that was stopped begins no item any more.</param>
    /// <param name="first">The first item's number.</param>
    /// <param name="count">How many items, from 1.</param>
    Task<SiloReply> RunAsync(long operation, int first, int count);

    /// <summary>Answers a message of an item that is a round trip.</summary>
    Task<SiloReply> AnswerAsync(byte[] question);

    /// <summary>Has events handled in the order in which they are. Calls are not put in order: a caller has one on its way.</summary>
    /// <param name="operation">Which stream of which operation: with the first events of a later one handlers begin anew.</param>
    /// <param name="events">The events, each a <see cref="Models.Streams.HandlerEvent"/>; this machine's bytes, as all silos are the same program.</param>
    /// <returns>What a handler threw; null when none did.</returns>
    Task<string?> HandleAsync(StreamOperation operation, byte[] events);

    /// <summary>Hands over what a handler has kept.</summary>
    /// <returns>Its windowed sums of every source, or nothing when it had no event in this operation.</returns>
    Task<SiloReply> TakeSumsAsync(long operation, int handler);

    /// <summary>Collects the silo's garbage.</summary>
    Task<bool> CollectAsync();

    /// <summary>Lets no item of an operation begin any more on this silo, and ends its waits early.</summary>
    /// <param name="operation">Which operation; those before it are stopped too.</param>
    Task<bool> StopAsync(long operation);
}
