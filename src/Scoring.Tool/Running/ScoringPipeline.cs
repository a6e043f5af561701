using Scoring.Tool.Input;

namespace Scoring.Tool.Running;

/// <summary>Reads, scores and writes at once: the next block is read while some are scored and the oldest is written.</summary>
internal sealed class ScoringPipeline(RowBlockReader reader, BlockScorer scorer, BlockWriter writer, int maxBlocks)
{
    private readonly Queue<BlockInFlight> _inFlight = new();
    private readonly Stack<BlockInFlight> _free = new();

    /// <summary>The block that is being read; null at the end of the input.</summary>
    private Task<BlockInFlight?>? _reading;

    /// <param name="onWritten">Told after each block.</param>
    /// <param name="cancellationToken">Ends it, after the block that is being written.</param>
    public async Task RunAsync(Action onWritten, CancellationToken cancellationToken)
    {
        _reading = StartReading();
        while (_reading is not null || _inFlight.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_reading is { IsCompleted: true } && _inFlight.Count < maxBlocks)
            {
                await SubmitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (_inFlight.Count > 0 && (_reading is null || _inFlight.Count == maxBlocks || _inFlight.Peek().Scoring.IsCompleted))
            {
                await WriteOldestAsync(cancellationToken).ConfigureAwait(false);
                onWritten();
            }
            else
            {
                Task oldest = _inFlight.Count > 0 ? _inFlight.Peek().Scoring : _reading!;
                await Task.WhenAny(_reading!, oldest).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A reader of a terminal or a pipe cannot be stopped, so nobody waits for it after a cancellation.</summary>
    private Task<BlockInFlight?> StartReading()
    {
        BlockInFlight block = _free.TryPop(out BlockInFlight? free) ? free : new BlockInFlight(reader.CreateBlock());
        return Task.Run(() => reader.Fill(block.Block) ? block : null);
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        BlockInFlight? read = await _reading!.ConfigureAwait(false);
        _reading = null;
        if (read is null) return;
        read.Scoring = scorer.StartAsync(read.Block, read.Scores, cancellationToken);
        _inFlight.Enqueue(read);
        _reading = StartReading();
    }

    private async Task WriteOldestAsync(CancellationToken cancellationToken)
    {
        await _inFlight.Peek().Scoring.WaitAsync(cancellationToken).ConfigureAwait(false);
        BlockInFlight oldest = _inFlight.Dequeue();
        await writer.WriteAsync(oldest, cancellationToken).ConfigureAwait(false);
        oldest.Clear();
        _free.Push(oldest);
    }
}
