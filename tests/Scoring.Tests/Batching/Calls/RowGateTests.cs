using Scoring.Batching.Calls;
using Scoring.Tests.Concurrency;

namespace Scoring.Tests.Batching.Calls;

/// <summary>Whoever is the last one inside an ended call tells the caller: exactly one, and nobody is inside then or later.</summary>
public class RowGateTests
{
    [Fact]
    public void End_of_an_empty_gate_publishes_at_once()
    {
        var gate = default(RowGate);

        Assert.True(gate.End());
        Assert.False(gate.TryEnter());
    }

    [Fact]
    public void End_while_some_are_inside_leaves_it_to_the_last_of_them()
    {
        var gate = default(RowGate);
        for (int i = 0; i < 3; i++) Assert.True(gate.TryEnter());

        Assert.False(gate.End());
        Assert.False(gate.TryEnter());
        Assert.Equal([false, false, true], [gate.Exit(), gate.Exit(), gate.Exit()]);
    }

    [Fact]
    public void Exit_of_a_gate_that_has_not_ended_publishes_nothing()
    {
        var gate = default(RowGate);

        for (int i = 0; i < 3; i++)
        {
            Assert.True(gate.TryEnter());
            Assert.False(gate.Exit());
        }

        Assert.True(gate.End());
    }

    [Fact]
    public void Reset_opens_the_gate_again()
    {
        var gate = default(RowGate);
        gate.End();

        gate.Reset();

        Assert.True(gate.TryEnter());
        Assert.False(gate.Exit());
        Assert.True(gate.End());
    }

    /// <summary>Every order of what up to three workers and the end do, against a model that counts.</summary>
    [Fact]
    public void Every_interleaving_agrees_with_the_model()
    {
        for (int workers = 0; workers <= 3; workers++) Explore(new int[workers], hasEnded: false, hasPublished: false, []);
    }

    [Fact]
    public void One_thread_publishes_when_nobody_is_inside()
    {
        const int Threads = 3;
        var gate = new Gate();

        Rounds.Run(
            Threads,
            rounds: 20_000,
            (index, round, random) =>
            {
                if (index == round % Threads) gate.EndAfter(random.Next(60));
                else gate.Visit(random);
            },
            _ => gate.Begin(),
            gate.Check);
    }

    private static void Explore(int[] steps, bool hasEnded, bool hasPublished, IReadOnlyList<int> order)
    {
        // A worker's step is 0 before it enters, 1 inside, 2 when it has left or was turned away. The end is the worker after the last.
        bool isOver = true;
        for (int who = 0; who <= steps.Length; who++)
        {
            if (who == steps.Length ? hasEnded : steps[who] == 2) continue;
            isOver = false;
            Explore(steps, [.. order, who]);
        }

        if (isOver) Assert.True(hasPublished, $"Nobody told the caller in the order {string.Join(' ', order)}.");
    }

    /// <summary>Plays an order from the start on a fresh gate, checks each answer, and goes on from there.</summary>
    private static void Explore(int[] workers, IReadOnlyList<int> order)
    {
        var gate = default(RowGate);
        var steps = new int[workers.Length];
        bool hasEnded = false, hasPublished = false;
        foreach (int who in order)
        {
            int inside = steps.Count(static step => step == 1);
            bool publishes = false;
            if (who == workers.Length)
            {
                publishes = gate.End();
                Assert.Equal(inside == 0, publishes);
                hasEnded = true;
            }
            else if (steps[who] == 0)
            {
                bool entered = gate.TryEnter();
                Assert.Equal(!hasEnded, entered);
                steps[who] = entered ? 1 : 2;
            }
            else
            {
                publishes = gate.Exit();
                Assert.Equal(hasEnded && inside == 1, publishes);
                steps[who] = 2;
            }

            Assert.False(publishes && hasPublished, "The caller was told twice.");
            hasPublished |= publishes;
        }

        Explore(steps, hasEnded, hasPublished, order);
    }

    /// <summary>A gate that many threads go through, and what they saw.</summary>
    private sealed class Gate
    {
        private RowGate _gate;
        private int _inside;
        private int _publishers;
        private int _insideAtPublish;
        private int _enteredAfterPublish;

        public void Begin()
        {
            _gate.Reset();
            _publishers = 0;
        }

        public void EndAfter(int spins)
        {
            Thread.SpinWait(spins);
            if (_gate.End()) Publish();
        }

        public void Visit(Random random)
        {
            // Not for ever: on a busy machine the thread that ends the gate may have to wait for its turn.
            for (int visits = random.Next(30); visits > 0 && _gate.TryEnter(); visits--)
            {
                Interlocked.Increment(ref _inside);
                if (Volatile.Read(ref _publishers) > 0) Interlocked.Increment(ref _enteredAfterPublish);
                Thread.SpinWait(random.Next(10));
                Interlocked.Decrement(ref _inside);
                if (_gate.Exit()) Publish();
            }
        }

        public void Check(int round)
        {
            bool isRight = Volatile.Read(ref _publishers) == 1 && Volatile.Read(ref _insideAtPublish) == 0 && Volatile.Read(ref _enteredAfterPublish) == 0;
            if (!isRight)
                Assert.Fail($"Round {round}: {_publishers} told the caller, with {_insideAtPublish} inside, {_enteredAfterPublish} entered later. SCORING_TEST_SEED={Properties.Seed}");
        }

        private void Publish()
        {
            Interlocked.Add(ref _insideAtPublish, Volatile.Read(ref _inside));
            Interlocked.Increment(ref _publishers);
        }
    }
}
