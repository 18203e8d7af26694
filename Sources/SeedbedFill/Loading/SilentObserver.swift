package import Seedbed

/// Hears of everything and says nothing: the step's own line and progress tell enough.
package struct SilentObserver: RunObserver {
  package init() {}

  package func runStarted(_ headerLines: [String]) {}
  package func stepStarted(_ step: PlannedStep, of stepCount: Int) {}
  package func stepEnded(_ step: PlannedStep, of stepCount: Int, outcome: StepOutcome) {}
  package func phaseStarted(_ title: String) {}
  package func phaseEnded(_ duration: Duration) {}
}
