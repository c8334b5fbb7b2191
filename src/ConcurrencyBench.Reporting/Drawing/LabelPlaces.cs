using ScottPlot;

namespace ConcurrencyBench.Reporting.Drawing;

/// <summary>Where names of points may stand: beside, above or below their point, and not on another name or mark.</summary>
internal static class LabelPlaces
{
    private const float Mark = 6;
    private const float Step = 5;
    private const int Steps = 48;

    /// <summary>Finds places one point after the other, each the nearest that is free; where none is, the nearest of all.</summary>
    /// <param name="points">The points, pixels from the upper left corner.</param>
    /// <param name="sizes">The names' sizes.</param>
    /// <param name="area">Where names may be.</param>
    /// <returns>Each name's rectangle, in the order of the points.</returns>
    public static IReadOnlyList<PixelRect> Find(IReadOnlyList<Pixel> points, IReadOnlyList<PixelSize> sizes, PixelSize area)
    {
        var marks = points.Select(point => Rectangle(point.X - Mark, point.Y - Mark, new PixelSize(2 * Mark, 2 * Mark))).ToList();
        var places = new List<PixelRect>();
        foreach (var (point, size) in points.Zip(sizes))
        {
            var candidates = Around(point, size).Where(place => place.Left >= 0 && place.Right <= area.Width && place.Top >= 0 && place.Bottom <= area.Height).ToList();
            var free = candidates.Where(place => !marks.Exists(mark => Meet(mark, place)) && !places.Exists(other => Meet(other, place)));
            places.Add(free.Concat(candidates).Append(Around(point, size).First()).First());
        }

        return places;
    }

    // From near to far: at the right, the left, above and below.
    private static IEnumerable<PixelRect> Around(Pixel point, PixelSize size)
    {
        for (var away = 0; away < Steps; away++)
        {
            var (gap, shift) = (Mark + 2, away * Step);
            foreach (var up in (float[])[-shift, shift])
            {
                yield return Rectangle(point.X + gap, point.Y - (size.Height / 2) + up, size);
                yield return Rectangle(point.X - gap - size.Width, point.Y - (size.Height / 2) + up, size);
            }

            yield return Rectangle(point.X - (size.Width / 2), point.Y - gap - shift - size.Height, size);
            yield return Rectangle(point.X - (size.Width / 2), point.Y + gap + shift, size);
        }
    }

    private static bool Meet(PixelRect one, PixelRect other) =>
        one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;

    private static PixelRect Rectangle(float left, float top, PixelSize size) => new(left, left + size.Width, top + size.Height, top);
}
