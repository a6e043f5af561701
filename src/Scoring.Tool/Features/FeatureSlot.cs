namespace Scoring.Tool.Features;

/// <summary>Some values of a column of the input, and where in the batch they go.</summary>
/// <param name="Column">The column, as a position among those selected.</param>
/// <param name="First">The first of its values; 0 unless its list is split over several inputs.</param>
/// <param name="Count">How many values.</param>
/// <param name="Feature">The column of the batch.</param>
/// <param name="Element">The first element within the row.</param>
internal readonly record struct FeatureSlot(int Column, int First, int Count, int Feature, int Element);
