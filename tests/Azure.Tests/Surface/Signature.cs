using System.Reflection;

namespace TierFunctions.Azure.Tests.Surface;

/// <summary>Public members as one writes them: type, name, parameters with their names and defaults. Nullable references are left out.</summary>
internal static class Signature
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(byte)] = "byte",
    };

    public static IEnumerable<string> Of(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{TypeOf(type)} | {name} = {Convert.ToInt32(Enum.Parse(type, name), null)}");
        var constructors = type.GetConstructors(own).Where(_ => !type.IsAbstract).Where(constructor => HasOwn(type, constructor)).Select(constructor => $"{NameOf(type)}({Parameters(constructor)})");
        var properties = type.GetProperties(own).Select(property =>
            $"{NameOf(property.PropertyType)} {(property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name)} {{ get;{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}");
        var methods = type.GetMethods(own).Where(method => !method.IsSpecialName).Select(method =>
            $"{NameOf(method.ReturnType)} {method.Name}{(method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "")}({Parameters(method)})");
        return constructors.Concat(properties).Concat(methods).Select(member => $"{TypeOf(type)} | {member}");
    }

    private static string TypeOf(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    // A class that writes no constructor has an empty one, which the real one has too or nobody could derive from it.
    private static bool HasOwn(Type type, ConstructorInfo constructor) => constructor.GetParameters().Length > 0 || type.GetConstructors().Length > 1;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{many}{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter) : "")}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        bool flag => flag ? "true" : "false",
        Enum value => $"{NameOf(value.GetType())}.{value}",
        int number when parameter.ParameterType.IsEnum => $"{NameOf(parameter.ParameterType)}.{Enum.ToObject(parameter.ParameterType, number)}",
        var other => $"{other}",
    };

    private static string NameOf(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";   // an array has elements
        if (Nullable.GetUnderlyingType(type) is { } underlying) return NameOf(underlying) + "?";
        return type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
    }
}
