using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.App.Access;

/// <summary>What somebody may do; several at once. Named as the identity platform names them: operator, account-manager, auditor.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>Owns the policies and runs the assessments.</summary>
    Operator = 1,

    /// <summary>Looks after stores.</summary>
    AccountManager = 2,

    /// <summary>Sees everything and changes nothing.</summary>
    Auditor = 4,

    All = Operator | AccountManager | Auditor,
}

/// <summary>Somebody whom the platform has signed in.</summary>
public sealed record Person(string Name, Roles Roles)
{
    /// <summary>As whom they work on cases; in no role where they only look.</summary>
    public CaseWorker AsWorker() => new(Name, [.. Cases.Where(one => (Roles & one.Of) != 0).Select(one => one.As)]);

    private static readonly (Roles Of, CaseRole As)[] Cases = [(Roles.AccountManager, CaseRole.AccountManager), (Roles.Operator, CaseRole.Operator)];
}

/// <summary>Who may do something.</summary>
/// <param name="Roles">A person needs one of these. A program needs the function's key, which the host has asked for.</param>
/// <param name="CardOf">The store whose merchant may see this with a link; the function itself is open then, and a key is not known.</param>
/// <param name="IsForPeople">Whether a person is needed: the function itself is open, since browsers bring no key.</param>
public sealed record Right(Roles Roles, string? CardOf = null, bool IsForPeople = false)
{
    /// <summary>What everybody may know, such as whether this process is well.</summary>
    public static Right Anyone { get; } = new(Roles.None);

    /// <summary>To see what is stored.</summary>
    public static Right Read { get; } = new(Roles.All);

    /// <summary>To work with a store: what-ifs, links for its merchant.</summary>
    public static Right LookAfter { get; } = new(Roles.Operator | Roles.AccountManager);

    /// <summary>To start and steer runs.</summary>
    public static Right Operate { get; } = new(Roles.Operator);

    /// <summary>To see one store as its merchant does.</summary>
    public static Right Card(string store) => new(Roles.All, store);

    /// <summary>To see the operator's pages.</summary>
    public static Right ReadPages { get; } = new(Roles.All, IsForPeople: true);

    /// <summary>To send the forms by which people work on cases.</summary>
    public static Right LookAfterPages { get; } = new(Roles.Operator | Roles.AccountManager, IsForPeople: true);

    /// <summary>To send the forms on the operator's pages that steer runs.</summary>
    public static Right OperatePages { get; } = new(Roles.Operator, IsForPeople: true);
}
