/// Pieces of sentences.
extension CommonWords {
  static let prose: [(String, StaticString)] = [
    (
      "subject",
      """
      The customer|The whole team|Our supplier|The new version|This article|The first delivery
      The second attempt|A neighbour|The manager|The local office|The whole order|Everybody
      Most of the guests|The technician|A friend of the family|The spare part|The latest report
      Our partner|The warehouse|The driver|The student|The teacher|The seller|The instruction
      The package|The meeting|The first chapter|The old building|The evening train|A small group
      The workshop|The main road|The garden|The museum|The author|The invoice|The project
      The support desk|The committee|The old contract
      """
    ),
    (
      "predicate",
      """
      arrived|was checked|works well|was moved|needs more time|was better than expected|is ready
      was replaced|found a good place|was approved|takes a little longer|was described in detail
      looks as it should|was measured again|is worth a visit|was sent out|changed a lot
      was well received|is easy to follow|was repaired|stayed the same|went as planned
      was written down|had to wait|is still open|was returned|gets better|was discussed
      fits well|was finished
      """
    ),
    (
      "tail",
      """
      -|on Monday|in the morning|before noon|after the holidays|without any trouble
      at the second try|as agreed|in the end|once more|last week|in the afternoon|this year
      by post|with some help|for the third time|at the front desk|in good order
      with a short note|before the deadline|as usual|in the new office|during the summer
      on the way home|over the phone|at a fair price|at short notice|with great care
      in two parts|after a short break
      """
    ),
    (
      "question",
      """
      How do I change|Where can I find|What happens to|When will you send|Why can I not open
      Who looks after|How long is|Is there a guide to
      """
    ),
    (
      "topic",
      """
      account|billing|delivery|documentation|feedback|installation|invoice|licence|login
      maintenance|network|newsletter|onboarding|order|password|payment|performance|permissions
      printing|profile|refund|registration|release|reporting|return|schedule|search|security
      settings|shipping|subscription|training|translation|update|upgrade|warranty
      """
    ),
    (
      "reason",
      """
      Wrong size|Damaged on arrival|No longer needed|Better price available|Arrived too late
      Did not match the description|Ordered by mistake|Quality not satisfactory|Color too bright
      Part missing|Drill size too large|Wheel misaligned|Thermoform temperature too low
      Trim length too long
      """
    ),
    (
      "first_line",
      """
      Please ring twice.|Leave it with the neighbour.|Call before delivery.
      Fragile, handle with care.|Gift, no invoice in the parcel.|Back door is open.
      Deliver after five o'clock.|Ask for the caretaker.
      """
    ),
    (
      "diagnosis",
      """
      Seasonal allergy|Lower back pain|Common cold|Migraine|High blood pressure|Sprained ankle
      Iron deficiency|Insomnia|Tonsillitis|Eczema
      """
    ),
  ]
}
