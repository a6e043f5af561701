using Scoring.SourceGeneration.Collections;
using Scoring.SourceGeneration.Contracts;
using Scoring.SourceGeneration.Reporting;

namespace Scoring.SourceGeneration.Models;

/// <summary>What was found out about a type with an attribute.</summary>
/// <param name="Model">What code is written from; null when the type cannot be mapped.</param>
/// <param name="Contract">What a model is checked against.</param>
/// <param name="Diagnostics">Why it cannot be mapped; empty when it can.</param>
internal sealed record BoundType(BindingModel? Model, CheckedType Contract, EquatableArray<DiagnosticInfo> Diagnostics);
