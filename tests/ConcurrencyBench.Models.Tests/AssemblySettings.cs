// The tests look at the threads, processes and timers of the whole test process, so that they run one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
