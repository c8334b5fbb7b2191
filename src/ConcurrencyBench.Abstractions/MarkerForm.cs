namespace ConcurrencyBench.Abstractions;

/// <summary>The forms of markers.</summary>
public enum MarkerForm
{
    /// <summary>A circle.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square on its tip.</summary>
    Diamond,

    /// <summary>A triangle that points up.</summary>
    TriangleUp,

    /// <summary>A triangle that points down.</summary>
    TriangleDown,

    /// <summary>Two crossed lines.</summary>
    Cross,

    /// <summary>Three crossed lines.</summary>
    Star,
}
