namespace ConcurrencyBench.Models.Actors;

/// <summary>The message that brings a worker an item.</summary>
/// <param name="Operation">Whose item.</param>
/// <param name="Item">Which item, from 0.</param>
/// <param name="Portion">How many items the worker reports after this one, which is the last of them; else 0.</param>
internal sealed record ItemToRun(ItemOperation Operation, int Item, int Portion);
