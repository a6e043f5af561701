using System.Numerics;

namespace Scoring.Repository.Tests.Api.Specimens;

public interface IShape<TSelf> : IEqualityOperators<TSelf, TSelf, bool>
    where TSelf : IShape<TSelf>?
{
    static abstract TSelf Unit { get; }

    double Area { get; }

    static abstract TSelf Parse(string text);

    double Scaled(double factor) => Area * factor;
}
