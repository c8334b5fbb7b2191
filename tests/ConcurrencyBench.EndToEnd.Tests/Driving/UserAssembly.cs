using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConcurrencyBench.EndToEnd.Tests.Driving;

/// <summary>An assembly as a user builds one: from source, against the runtime and ConcurrencyBench.Abstractions alone.</summary>
internal static partial class UserAssembly
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using ConcurrencyBench.Abstractions;

        """;

    /// <summary>The C# of the README that has a text in it.</summary>
    /// <param name="part">The text.</param>
    /// <returns>The code.</returns>
    public static string CodeOfTheReadme(string part) => CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Folder, "README.md")))
        .Select(block => block.Groups[1].Value).Single(code => code.Contains(part, StringComparison.Ordinal));

    /// <summary>Builds one.</summary>
    /// <param name="path">Where its file goes; its name is the assembly's.</param>
    /// <param name="sources">What is in it.</param>
    public static void Build(string path, params IEnumerable<string> sources)
    {
        var runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) == runtime).Append(Path.Combine(AppContext.BaseDirectory, "ConcurrencyBench.Abstractions.dll"));
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            sources.Select(source => CSharpSyntaxTree.ParseText(Usings + source)),
            references.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        var built = compilation.Emit(path);
        Assert.True(built.Success, string.Join('\n', built.Diagnostics));
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
