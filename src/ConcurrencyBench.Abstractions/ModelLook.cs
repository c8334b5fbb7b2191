namespace ConcurrencyBench.Abstractions;

/// <summary>
/// What a model looks like in every chart. Colours are from sets that colour-blind readers can distinguish; two models of one program
/// share no marker and nearly a colour. A model without a look gets one by its name.
/// </summary>
/// <param name="Color">The colour, as "#0072B2".</param>
/// <param name="Marker">The form of its marker, which distinguishes lines without colour.</param>
/// <param name="IsOpen">Whether only the marker's outline is drawn.</param>
public sealed record ModelLook(string Color, MarkerForm Marker, bool IsOpen = false);
