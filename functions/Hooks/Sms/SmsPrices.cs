using System.Globalization;
using Microsoft.Extensions.Configuration;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Sms;

/// <summary>
/// What a segment costs, by where it goes: the beginning of the number, without the plus; the longest one that fits counts. From the settings
/// <c>Hooks:SmsPrices:86</c> = <c>0.045 USD</c>.
/// </summary>
public sealed class SmsPrices
{
    private const string Section = "Hooks:SmsPrices";
    private const int LongestPrefix = 15;

    private readonly Dictionary<string, (decimal Amount, string Currency)> prices = new(StringComparer.Ordinal);

    /// <summary>Throws <see cref="FormatException"/>, naming the setting, for what is no price.</summary>
    public SmsPrices(IConfiguration configuration)
    {
        foreach (var setting in configuration.GetSection(Section).GetChildren())
        {
            if (setting.Key.Length is 0 or > LongestPrefix || !setting.Key.All(char.IsAsciiDigit) || Read(setting.Value) is not { } price)
                throw new FormatException($"The setting {setting.Path} is '{setting.Value}'; expected {Section} with the beginning of telephone numbers, and an amount with its currency, such as {Section}:86 = 0.045 USD.");
            prices.Add(setting.Key, price);
        }
    }

    /// <summary>Whether anything is known at all.</summary>
    public bool Any => prices.Count > 0;

    /// <param name="phone">In E.164; null where there is none.</param>
    public SmsCost Of(string? phone, string text)
    {
        var segments = SmsText.SizeOf(text).Segments;
        for (var length = (phone?.Length ?? 0) - 1; length > 0; length--)
        {
            if (prices.TryGetValue(phone![1..(length + 1)], out var price)) return new SmsCost(segments, segments * price.Amount, price.Currency); // a length means a phone
        }
        return new SmsCost(segments, null, null);
    }

    private static (decimal, string)? Read(string? text) =>
        text?.Split(' ') is [var amount, { Length: 3 } currency] && currency.All(char.IsAsciiLetterUpper)
        && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? (number, currency) : null;
}
