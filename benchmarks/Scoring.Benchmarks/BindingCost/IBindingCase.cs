namespace Scoring.Benchmarks.BindingCost;

/// <summary>Rows of one type.</summary>
internal interface IBindingCase : IDisposable
{
    /// <summary>How the type holds its values.</summary>
    string Kind { get; }

    int Columns { get; }

    /// <summary>Copying by hand first.</summary>
    IReadOnlyList<BindingWay> Ways { get; }
}
