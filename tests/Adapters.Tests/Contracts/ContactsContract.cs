using TierFunctions.Pipeline.Contacts;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class ContactsContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 10, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Contact Shop = new()
    {
        Id = "S1", Manager = "m7", Name = "李 & \"Sons\"", EmailAddress = "shop@example.com", Phone = "+8613800138000", WebhookAddress = "https://shop.example.com/hook",
        Language = "zh", TimeZone = "Asia/Shanghai", Channels = "email sms",
    };

    internal abstract IContacts Contacts { get; }

    [Fact]
    public async Task AContactComesBackAsItWasSavedAndTheLaterOneCounts()
    {
        await Contacts.SaveAsync([Shop, new Contact { Id = "m7", Role = ContactRole.Manager, IsSuppressed = true }], Ever);
        Assert.Equal(Shop, await Contacts.FindAsync("S1", Ever));
        Assert.Equal((ContactRole.Manager, true, "en"), await Contacts.FindAsync("m7", Ever) is { } manager ? (manager.Role, manager.IsSuppressed, manager.Language) : default);

        await Contacts.SaveAsync([Shop with { Phone = null }], Ever);
        Assert.Equal(Shop with { Phone = null }, await Contacts.FindAsync("S1", Ever));
        Assert.Null(await Contacts.FindAsync("S2", Ever));
    }

    [Fact]
    public async Task AManagersStoresAreThoseThatNameTheManagerNow()
    {
        await Contacts.SaveAsync([Shop with { Id = "b" }, Shop with { Id = "a" }, Shop with { Id = "c", Manager = "m8" }, Shop with { Id = "d", Manager = null }], Ever);
        Assert.Equal(["a", "b"], await Contacts.StoresOfAsync("m7", Ever));
        await Contacts.SaveAsync([Shop with { Id = "b", Manager = "m8" }, Shop with { Id = "a", Manager = null }], Ever);
        Assert.Empty(await Contacts.StoresOfAsync("m7", Ever));
        Assert.Equal(["b", "c"], await Contacts.StoresOfAsync("m8", Ever));
    }

    [Fact]
    public async Task ABlockedAddressStaysBlockedWhenContactsAreReadInAnewButAnotherAddressIsNot()
    {
        await Contacts.SaveAsync([Shop], Ever);
        await Contacts.BlockAsync(Contact.Email, "SHOP@example.com", "unsubscribed", Now, Ever);
        await Contacts.BlockAsync(Contact.Email, "shop@example.com", "unsubscribed", Now, Ever);
        await Contacts.SaveAsync([Shop], Ever);
        Assert.Equal("email", (await Contacts.FindAsync("S1", Ever))?.Blocked);
        await Contacts.BlockAsync(Contact.Sms, Shop.Phone!, "stopped", Now, Ever); // it has one
        Assert.Equal("email sms", (await Contacts.FindAsync("S1", Ever))?.Blocked);

        await Contacts.SaveAsync([Shop with { EmailAddress = "new@example.com" }], Ever);
        Assert.Equal("sms", (await Contacts.FindAsync("S1", Ever))?.Blocked);
    }
}
