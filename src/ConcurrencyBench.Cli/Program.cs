using ConcurrencyBench.Core;

var catalog = new Catalog(typeof(Catalog).Assembly);
var verb = args.FirstOrDefault();
switch (verb)
{
    // Hidden verbs come first: they start often and must load little.
    default:
        return catalog.Models.Count;
}
