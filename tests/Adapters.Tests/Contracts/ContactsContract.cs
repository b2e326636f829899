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
        await Contacts.BlockAsync(Contact.Email, "SHOP@example.com", kind: null, "gone", Now, Ever);
        await Contacts.BlockAsync(Contact.Email, "shop@example.com", kind: null, "gone", Now, Ever);
        await Contacts.SaveAsync([Shop], Ever);
        Assert.Equal("email", (await Contacts.FindAsync("S1", Ever))?.Blocked);
        await Contacts.BlockAsync(Contact.Sms, Shop.Phone!, kind: null, "stopped", Now, Ever); // it has one
        Assert.Equal("email sms", (await Contacts.FindAsync("S1", Ever))?.Blocked);

        await Contacts.SaveAsync([Shop with { EmailAddress = "new@example.com" }], Ever);
        Assert.Equal("sms", (await Contacts.FindAsync("S1", Ever))?.Blocked);
    }

    [Fact]
    public async Task WhoUnsubscribesFromAKindIsStillToldTheRest()
    {
        await Contacts.SaveAsync([Shop], Ever);
        await Contacts.BlockAsync(Contact.Email, "shop@example.com", "promoted", "unsubscribed", Now, Ever);
        await Contacts.BlockAsync(Contact.Email, "Shop@Example.com", "promoted", "unsubscribed", Now.AddDays(1), Ever);
        var shop = await Contacts.FindAsync("S1", Ever);
        Assert.Equal("email:promoted", shop?.Blocked);
        Assert.Equal(("unsubscribed", null, null, null), (shop?.RefusalOf(Contact.Email, "promoted"), shop?.RefusalOf(Contact.Email, "demoted"), shop?.RefusalOf(Contact.Email, null), shop?.RefusalOf(Contact.Sms, "promoted")));

        await Contacts.BlockAsync(Contact.Email, "shop@example.com", Contact.Everything, "unsubscribed", Now, Ever);
        shop = await Contacts.FindAsync("S1", Ever);
        // What is owed by contract goes out all the same, as long as the address takes anything.
        Assert.Equal(("unsubscribed", null), (shop?.RefusalOf(Contact.Email, "demoted"), shop?.RefusalOf(Contact.Email, null)));
        await Contacts.BlockAsync(Contact.Email, "shop@example.com", kind: null, "gone", Now, Ever);
        Assert.Equal("unsubscribed", (await Contacts.FindAsync("S1", Ever))?.RefusalOf(Contact.Email, null));
    }
}
