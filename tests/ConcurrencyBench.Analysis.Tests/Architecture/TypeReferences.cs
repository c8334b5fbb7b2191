using System.Reflection;
using System.Reflection.Emit;

namespace ConcurrencyBench.Analysis.Tests.Architecture;

/// <summary>The types that a compiled type uses: in its signatures, and in the instructions of its methods.</summary>
internal static class TypeReferences
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IReadOnlySet<Type> Of(Type type) => new[] { type.BaseType }.Concat(type.GetInterfaces())
        .Concat(type.GetFields(Declared).Select(field => field.FieldType))
        .Concat(type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).SelectMany(OfMethod))
        .OfType<Type>().SelectMany(Parts).ToHashSet();

    private static IEnumerable<Type?> OfMethod(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType)
            .Concat(method.GetMethodBody() is { } body ? OfBody(method, body) : []);

    private static IEnumerable<Type?> OfBody(MethodBase method, MethodBody body) =>
        body.LocalVariables.Select(local => local.LocalType)
            .Concat(Tokens(body.GetILAsByteArray()!).SelectMany(token => OfMember(Resolve(method, token))));

    private static MemberInfo Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    private static IEnumerable<Type?> OfMember(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Append(method.DeclaringType).Append((method as MethodInfo)?.ReturnType)
            .Concat(method.IsGenericMethod ? method.GetGenericArguments() : []),
        _ => [],
    };

    /// <summary>The operands that name a member, in the form that Partition III of ECMA-335 gives instructions.</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var instruction = Codes[code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType
        ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
}
