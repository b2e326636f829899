using System.Text;
using TierFunctions.Hooks.Webhooks;

namespace TierFunctions.Hooks.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    /// <summary>Published with the standard, as is its answer below.</summary>
    private const string Published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void SignsAsTheStandardPublishes() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Parse(Published).Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa")]
    [InlineData("whsec_not base64 at all, is it?")]
    public void ASecretOfAnotherFormIsRefusedWithoutBeingRepeated(string text)
    {
        var problem = Assert.Throws<FormatException>(() => WebhookSecret.Parse(text));
        if (text.Length > 10) Assert.DoesNotContain(text[6..], problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecretDoesNotPrintItself() => Assert.DoesNotContain("MfKQ", WebhookSecret.Parse(Published).ToString(), StringComparison.Ordinal);
}
