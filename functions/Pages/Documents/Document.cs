using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace TierFunctions.Pages.Documents;

/// <summary>Renders a component that is a whole page.</summary>
public static class Document
{
    /// <param name="parameters">By the names of the component's parameters.</param>
    /// <param name="reader">Whoever reads it; every component of the page finds their words.</param>
    public static async Task<string> RenderAsync<TPage>(IDictionary<string, object?> parameters, Reader? reader = null) where TPage : IComponent
    {
        reader ??= Reader.English;
        await using var services = new ServiceCollection().AddSingleton(reader).AddSingleton(reader.Words).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            using var text = new StringWriter();
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).WriteHtmlTo(text);
            return text.ToString();
        });
    }
}
