internal import Seedbed

/// What clients have done with profiles: saved, thumbs, notes, and the access they have.
struct AvatarActions: SeedStep {
  let id: StepID = "30_avatar_actions"
  let title = "Avatar actions"
  let requires = ContextKeys(
    .accessRequests, .clients, .demoCandidate, .accessRequestCandidate, .homepageCandidates,
    .randomCandidates)
  let provides = ContextKeys(.sharedProfiles)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("avatar_actions", DemoMix.accessRequests.count + DemoMix.glances.count)]
  }

  func run(_ context: SeedContext) async throws {
    let (requests, clients) = try context.require(.accessRequests, .clients)
    let candidates = try context.candidates()
    let texts = try DemoNotes(context.reference)
    var position = 0
    func write(
      _ candidate: Candidate, _ client: StaffPlayer, _ status: AccessStatus,
      _ endReason: AccessEndReason?
    ) throws {
      let thumbs: [ThumbStatus?] = [.liked, nil, .liked, .disliked, nil]
      let thumb = endReason == nil ? thumbs[position % thumbs.count] : nil
      try context.database.upsert(
        "avatar_actions", by: "avatar_id", "player_id",
        values: [
          "avatar_id": candidate.avatarID, "player_id": client.id,
          "saved": thumb == .liked || position % 3 == 0, "thumb_status": thumb,
          "access_status": status, "access_expired": endReason != nil,
          "access_end_reason": endReason,
          "note": position % 4 == 1 ? texts.note(position) : nil,
        ])
      position += 1
    }
    for request in requests {
      try write(
        request.candidate, request.client, request.status.accessStatus, request.status.endReason)
    }
    for glance in DemoMix.glances {
      try write(
        candidates[glance.row], clients[glance.client], glance.accessStatus, glance.endReason)
    }
    let shared = DemoMix.glances.filter { $0.accessStatus == .shared }
    context.provide(
      .sharedProfiles,
      try shared.map {
        let client = clients[$0.client]
        return SharedProfile(
          candidate: candidates[$0.row], client: client, company: try client.company())
      })
  }
}
