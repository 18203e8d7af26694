internal import Seedbed

/// The figures of the talent platform; rows and bytes per table are the framework's.
enum TalentMetrics {
  static let all: [SeedMetric] = [
    SeedMetric("players_total", "Players", sql: "SELECT COUNT(*) FROM players"),
    SeedMetric(
      "players_by_role", "Players by role",
      sql: "SELECT role, COUNT(*) FROM players GROUP BY role ORDER BY role"),
    SeedMetric(
      "players_with_avatars", "Players with avatars",
      sql: "SELECT COUNT(DISTINCT player_id) FROM avatars"),
    SeedMetric("avatars_total", "Avatars", sql: "SELECT COUNT(*) FROM avatars"),
    SeedMetric(
      "avatars_with_abilities", "Avatars with abilities",
      sql: "SELECT COUNT(DISTINCT avatar_id) FROM abilities"),
    SeedMetric(
      "avatars_with_work_experience", "Avatars with work experience",
      sql: "SELECT COUNT(DISTINCT avatar_id) FROM raid_logs"),
    SeedMetric(
      "average_abilities", "Abilities per avatar that has some",
      sql: """
        SELECT ROUND(COUNT(*) * 1.0 / NULLIF(COUNT(DISTINCT avatar_id), 0), 2) FROM abilities
        """),
    SeedMetric(
      "avatars_by_category", "Avatars by category",
      sql: """
        SELECT categories.slug, COUNT(avatars.id) FROM categories
        LEFT JOIN avatars ON avatars.category_id = categories.id
        GROUP BY categories.id ORDER BY categories.position
        """),
    SeedMetric("companies_total", "Companies", sql: "SELECT COUNT(*) FROM companies"),
    SeedMetric(
      "companies_with_jobs", "Companies with job posts",
      sql: "SELECT COUNT(DISTINCT company_id) FROM job_posts"),
    SeedMetric("job_posts_total", "Job posts", sql: "SELECT COUNT(*) FROM job_posts"),
  ]
}
