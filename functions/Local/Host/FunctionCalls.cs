using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace TierFunctions.Local.Host;

/// <summary>Calls functions: makes the class from the services, gives the method what it asks for, and waits for what it returns.</summary>
internal sealed class FunctionCalls(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, ObjectFactory> factories = [];
    private readonly ConcurrentDictionary<MethodInfo, (MethodInvoker Call, ParameterInfo[] Parameters, PropertyInfo? Result)> methods = [];

    /// <param name="argument">What a parameter is given; the cancellation token is given by this class.</param>
    /// <returns>What the task came to; null for a task without a result.</returns>
    public async Task<object?> CallAsync(FoundFunction function, Func<ParameterInfo, object?> argument, CancellationToken cancellationToken)
    {
        var (call, parameters, result) = methods.GetOrAdd(function.Method, Prepare);
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = parameters[i].ParameterType == typeof(CancellationToken) ? cancellationToken : argument(parameters[i]);

        await using var scope = services.CreateAsyncScope();
        var type = function.Method.DeclaringType!;   // a method of a class
        var instance = factories.GetOrAdd(type, made => ActivatorUtilities.CreateFactory(made, []))(scope.ServiceProvider, null);
        var task = (Task)call.Invoke(instance, arguments.AsSpan())!;   // Prepare has seen that it is one
        await task;
        return result?.GetValue(task);
    }

    private static (MethodInvoker, ParameterInfo[], PropertyInfo?) Prepare(MethodInfo method)
    {
        if (!method.ReturnType.IsAssignableTo(typeof(Task))) throw new InvalidOperationException($"{method.DeclaringType?.Name}.{method.Name} returns no task.");
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetProperty(nameof(Task<>.Result)) : null;
        return (MethodInvoker.Create(method), method.GetParameters(), result);
    }
}
