namespace TierFunctions.Local.Sample;

/// <summary>A file of a sample as it was written.</summary>
/// <param name="Rows">Its rows of data, the malformed ones included and the header not.</param>
/// <param name="Sha256">Of the bytes of the file, compressed where it is; lower-case hexadecimal.</param>
public sealed record SampleFile(string Name, int Rows, string Sha256);
