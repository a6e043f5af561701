using Scoring.Records;

namespace Scoring.Tests.Records;

public interface IElementCase
{
    ElementType Type { get; }
}
