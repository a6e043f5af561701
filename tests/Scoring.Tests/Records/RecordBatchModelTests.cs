using FsCheck;
using FsCheck.Fluent;
using Scoring.Tests.Records.Model;

namespace Scoring.Tests.Records;

/// <summary>Random uses of batches against plain jagged arrays.</summary>
public class RecordBatchModelTests
{
    private static readonly Gen<Operation> s_operations =
        from kind in Gen.Choose(0, Operation.Kinds - 1)
        from target in Gen.Choose(0, 999)
        from first in Gen.Choose(0, 999)
        from second in Gen.Choose(0, 999)
        select new Operation(kind, target, first, second);

    private static readonly Gen<Script> s_scripts =
        from seed in Gen.Choose(0, int.MaxValue)
        from length in Gen.Choose(1, 120)
        from operations in s_operations.ArrayOf(length)
        select new Script(seed, operations);

    [Fact]
    public void Batches_always_show_what_plain_arrays_would() =>
        Properties.Check(Arb.From(s_scripts, ArbMap.Default.ArbFor<Script>().Shrinker), Run, tests: 300);

    private static void Run(Script script)
    {
        var run = new ModelRun(script.SchemaSeed);
        foreach (Operation operation in script.Operations) run.Apply(operation);
        run.Finish();
    }
}
