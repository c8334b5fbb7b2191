using ConcurrencyBench.Core;
using ConcurrencyBench.Models.Schedulers;

// Hidden verbs come first: they start often and must load little.
if (args is [PoolProcess.Verb, ..])
{
    return PoolProcess.Run(args[1..]);
}

var catalog = new Catalog(typeof(Catalog).Assembly);
var verb = args.FirstOrDefault();
switch (verb)
{
    default:
        return catalog.Models.Count;
}
