internal import Seedbed

/// The job boards of the full-data candidates: posts that they have saved and applied to.
struct FullDataJobBoard: SeedStep {
  let id: StepID = "26_full_data_job_board"
  let title = "Full-data candidates' job board"
  let requires = ContextKeys(.fullCandidates, .jobPosts, .questBoardCategories)
  let flag: Flag<Bool>? = .seedFullCandidates

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [
      TableEstimate(
        "quest_board_entries", DemoMix.fullRows.count * DemoMix.questsPerCandidate)
    ]
  }

  func run(_ context: SeedContext) async throws {
    let (candidates, posts, columns) = try context.require(
      .fullCandidates, .jobPosts, .questBoardCategories)
    let boards = try context.reference.rows("quest_board_categories") {
      (slug: try $0.text("slug"), category: try $0.text("category"))
    }
    for candidate in candidates {
      let row = candidate.profile.row
      var draws = context.random.draws(table: "quest_board_entries", purpose: "posts", row: row)
      let published = draws.shuffled(posts.filter { $0.status == .published })
      // Posts of the candidate's own category come first.
      let own = published.filter { $0.category == candidate.profile.category.slug }
      let others = published.filter { $0.category != candidate.profile.category.slug }
      for (position, post) in (own + others).prefix(DemoMix.questsPerCandidate).enumerated() {
        let board = draws.pick(boards.filter { $0.category == post.category })
        try context.database.upsert(
          "quest_board_entries", by: "avatar_id", "job_post_id",
          values: [
            "avatar_id": candidate.avatarID, "job_post_id": post.id,
            "quest_board_category_id": try columns.id(board.slug),
            "stage": QuestStage.allCases[(row + position) % QuestStage.allCases.count],
            "position": position + 1,
          ])
      }
    }
  }
}
