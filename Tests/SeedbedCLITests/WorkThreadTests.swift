import Glibc
import Testing

@testable import SeedbedCLI

@Suite struct WorkThreadTests {
  @Test func runsTheWorkOnOneOtherThread() {
    let here = pthread_self()
    let threads = WorkThread.run {
      let first = pthread_self()
      await Task.yield()
      return [first, pthread_self()]
    }
    #expect(threads[0] != here)
    #expect(threads[0] == threads[1])
  }
}
