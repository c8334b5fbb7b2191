using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>How different two colours look: CIEDE2000, as G. Sharma, W. Wu and E. N. Dalal write it down (2005).</summary>
internal static class ColorDifference
{
    // 25 to the seventh power, which the formula sets chroma against.
    private const double Chroma7 = 6103515625;

    /// <summary>The difference of two opaque colours.</summary>
    /// <returns>0 for the same, 1 for what is just noticed side by side, 100 for black and white.</returns>
    public static double Between(Color one, Color other) => Between(Lab(one), Lab(other));

    /// <summary>The difference of two colours in CIELAB.</summary>
    public static double Between((double L, double A, double B) one, (double L, double A, double B) other)
    {
        var chroma = (Math.Sqrt((one.A * one.A) + (one.B * one.B)) + Math.Sqrt((other.A * other.A) + (other.B * other.B))) / 2;
        var stretch = 1 + (0.5 * (1 - Share(chroma)));
        var (c1, h1) = Polar(one.A * stretch, one.B);
        var (c2, h2) = Polar(other.A * stretch, other.B);
        var isGrey = c1 * c2 == 0;
        var turn = isGrey ? 0 : Math.IEEERemainder(h2 - h1, 360);
        var hue = isGrey ? h1 + h2 : h1 + (turn / 2);
        var (lightness, mean) = ((one.L + other.L) / 2, (c1 + c2) / 2);

        var t = 1 - (0.17 * Cos(hue - 30)) + (0.24 * Cos(2 * hue)) + (0.32 * Cos((3 * hue) + 6)) - (0.20 * Cos((4 * hue) - 63));
        var middle = (lightness - 50) * (lightness - 50);
        var l = (other.L - one.L) / (1 + (0.015 * middle / Math.Sqrt(20 + middle)));
        var c = (c2 - c1) / (1 + (0.045 * mean));
        var h = 2 * Math.Sqrt(c1 * c2) * Math.Sin(Radians(turn / 2)) / (1 + (0.015 * mean * t));
        var blue = (((hue % 360) + 360) % 360 - 275) / 25;
        var rotation = -Math.Sin(Radians(60 * Math.Exp(-(blue * blue)))) * 2 * Share(mean);
        return Math.Sqrt((l * l) + (c * c) + (h * h) + (rotation * c * h));
    }

    private static double Share(double chroma) => Math.Sqrt(Math.Pow(chroma, 7) / (Math.Pow(chroma, 7) + Chroma7));

    private static (double Chroma, double Hue) Polar(double a, double b) =>
        (Math.Sqrt((a * a) + (b * b)), ((Math.Atan2(b, a) * 180 / Math.PI) + 360) % 360);

    private static double Cos(double degrees) => Math.Cos(Radians(degrees));

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    // sRGB under its own white, D65.
    private static (double L, double A, double B) Lab(Color color)
    {
        var (r, g, b) = (ChartTheme.Linear(color.Red), ChartTheme.Linear(color.Green), ChartTheme.Linear(color.Blue));
        var x = Root(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / 0.95047);
        var y = Root((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
        var z = Root(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));

        static double Root(double value) => value > 216.0 / 24389 ? Math.Cbrt(value) : ((24389.0 / 27 * value) + 16) / 116;
    }
}
