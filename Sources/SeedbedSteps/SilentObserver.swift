internal import Seedbed

/// Hears of everything and says nothing: the step's own line and progress tell enough.
struct SilentObserver: RunObserver {
  func runStarted(_ headerLines: [String]) {}
  func stepStarted(_ step: PlannedStep, of stepCount: Int) {}
  func stepEnded(_ step: PlannedStep, of stepCount: Int, outcome: StepOutcome) {}
  func phaseStarted(_ title: String) {}
  func phaseEnded(_ duration: Duration) {}
}
