namespace Scoring.Bindings;

/// <summary>Has the compiler write a <see cref="RowBinding{TRow}"/> for the type, which <see cref="RowBinding.Default{TRow}"/> and the client builder then find by themselves.</summary>
/// <remarks>
/// <para>Columns are the public instance properties and fields, in the order in which they are declared, those of base types first; internal ones too where they have
/// <see cref="ColumnAttribute"/>. A column is called as its member is, unless <see cref="ColumnAttribute"/> says otherwise.</para>
/// <para>The type need not be partial. It must be reachable from its project, so it is neither private nor generic. What cannot be mapped is an error when the project is compiled.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ScoringRowAttribute : Attribute
{
    /// <summary>Whether values may lose digits or range, such as double to float. Integers are checked for overflow all the same. False by default.</summary>
    public bool AllowNarrowing { get; set; }
}
