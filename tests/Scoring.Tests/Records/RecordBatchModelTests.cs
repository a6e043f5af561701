using Scoring.Tests.Records.Model;

namespace Scoring.Tests.Records;

/// <summary>Random uses of batches against plain jagged arrays.</summary>
public class RecordBatchModelTests
{
    [Fact]
    public void Batches_always_show_what_plain_arrays_would() => Properties.Check<Script>(Run, tests: 300);

    [Fact]
    public void Batches_of_long_scripts_always_show_what_plain_arrays_would()
    {
        var random = new Random((int)Properties.Seed);
        for (int i = 0; i < 4; i++)
        {
            int seed = random.Next();
            var steps = new Random(seed);
            Operation[] operations = [.. Enumerable.Range(0, 500).Select(_ => new Operation(steps.Next(), steps.Next(), steps.Next(), steps.Next()))];
            Exception? error = Record.Exception(() => Run(new Script(seed, operations)));
            if (error is not null) Assert.Fail($"Script of seed {seed} (SCORING_TEST_SEED={Properties.Seed}): {error}");
        }
    }

    private static void Run(Script script)
    {
        var run = new ModelRun(script.SchemaSeed);
        foreach (Operation operation in script.Operations) run.Apply(operation);
        run.Finish();
    }
}
