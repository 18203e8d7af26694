# Seeds complete profiles as Rails applications do: one create! a record, values from Faker, a
# transaction per 500 profiles.
#
#   activerecord.rb DATABASE SCHEMA PROFILES
#
# DATABASE is the path of an SQLite file, or the postgres:// URL of a database.
# Tables, columns and numbers of children are those of the batch step (steps/Batch). What makes it
# slower in real applications is left out: uniqueness validations, callbacks, counter caches.
require "active_record"
require "faker"
require "json"

database, schema, profile_count = ARGV[0], ARGV[1], Integer(ARGV[2])

if database.start_with?("postgres://")
  ActiveRecord::Base.establish_connection(database)
  ActiveRecord::Base.connection.execute(File.read(schema))
else
  ActiveRecord::Base.establish_connection(adapter: "sqlite3", database: database)
  ActiveRecord::Base.connection.raw_connection.execute_batch(File.read(schema))
end
ActiveRecord::Base.logger = nil
I18n.enforce_available_locales = false
Faker::Config.random = Random.new(42)
RANDOM = Random.new(42)

class Category < ActiveRecord::Base; end
class JobTitle < ActiveRecord::Base; belongs_to :category; end
class Realm < ActiveRecord::Base; end
class Player < ActiveRecord::Base; has_one :avatar; end
class Avatar < ActiveRecord::Base
  belongs_to :player
  belongs_to :category
  # The column job_title holds the title as text.
  belongs_to :catalogue_title, class_name: "JobTitle", foreign_key: :job_title_id
end
class Ability < ActiveRecord::Base; belongs_to :avatar; end
class RaidLog < ActiveRecord::Base; belongs_to :avatar; end
class TrainingLog < ActiveRecord::Base; belongs_to :avatar; end
class Dialect < ActiveRecord::Base; belongs_to :avatar; end
class Beacon < ActiveRecord::Base; belongs_to :avatar; end
class Portfolio < ActiveRecord::Base; belongs_to :avatar; end
class PortfolioLink < ActiveRecord::Base; belongs_to :portfolio; end
class MapRule < ActiveRecord::Base; belongs_to :avatar; belongs_to :realm; end
class BountyRule < ActiveRecord::Base; belongs_to :avatar; end
class AvatarSession < ActiveRecord::Base; belongs_to :avatar; end
class AvatarImage < ActiveRecord::Base; belongs_to :avatar; end

# The tables that a profile has rows in.
CREATED = [
  Player, Avatar, Ability, RaidLog, TrainingLog, Dialect, Beacon, Portfolio, PortfolioLink, MapRule,
  BountyRule, AvatarSession, AvatarImage
].freeze

KINDS = %w[email mobile phone work-email video-call chat messenger website postal].freeze
CODES = %w[en de fr es it pt nl sv pl ja].freeze
PROFICIENCIES = %w[a1 a2 b1 b2 c1 c2 native].freeze

def count(range) = RANDOM.rand(range)

def create_catalogues
  category = Category.create!(slug: "technology", name: "Technology", description: "…", position: 1)
  title = JobTitle.create!(category: category, name: "Developer", level_low: 1, level_high: 5)
  realm = Realm.create!(code: "US", name: "United States", currency: "USD", phone_prefix: "+1")
  [category, title, realm]
end

def create_profile(number, category, title, realm)
  first, last = Faker::Name.first_name, Faker::Name.last_name
  birth = Faker::Date.birthday(min_age: 24, max_age: 60)
  player = Player.create!(
    role: "candidate", first_name: first, last_name: last,
    email: "#{first}.#{last}#{number}@example.com".downcase, locale: "en",
    time_zone: Faker::Address.time_zone, encrypted_password: Faker::Alphanumeric.alpha(number: 60),
    confirmed_at: Faker::Time.backward(days: 700), sign_in_count: count(0..90),
    current_sign_in_at: Faker::Time.backward(days: 30), last_sign_in_at: Time.utc(2024, 1, 1),
    current_sign_in_ip: Faker::Internet.ip_v4_address,
    last_sign_in_ip: Faker::Internet.ip_v4_address, terms_accepted_at: Time.utc(2023, 1, 1))
  avatar = Avatar.create!(
    player: player, category: category, catalogue_title: title, display_name: "#{first} #{last}",
    job_title: Faker::Job.title, headline: Faker::Company.catch_phrase,
    bio: Faker::Lorem.paragraph(sentence_count: 4), seniority: "senior",
    years_experience: count(1..25), gender: %w[female male].sample(random: RANDOM),
    birth_date: birth, visibility: "visible", published: true,
    last_active_at: Faker::Time.backward(days: 30))
  count(3..6).times do |n|
    Ability.create!(avatar: avatar, name: "#{Faker::ProgrammingLanguage.name} #{n}",
                    level: count(1..5), years: count(1..20))
  end
  count(2..4).times do |n|
    RaidLog.create!(
      avatar: avatar, company_name: Faker::Company.name, title: Faker::Job.title,
      trade: Faker::Company.industry, description: Faker::Lorem.sentence(word_count: 12),
      start_on: birth + 8000 + n * 700, end_on: birth + 8600 + n * 700)
  end
  count(1..2).times do |n|
    TrainingLog.create!(
      avatar: avatar, school: Faker::University.name, degree: Faker::Educator.degree,
      tier: "bachelor", start_on: birth + 6600 + n * 700, end_on: birth + 7200 + n * 700)
  end
  CODES.sample(count(1..3), random: RANDOM).each do |code|
    Dialect.create!(avatar: avatar, code: code, name: Faker::Nation.language,
                    proficiency: PROFICIENCIES.sample(random: RANDOM))
  end
  KINDS.sample(count(2..4), random: RANDOM).each do |kind|
    Beacon.create!(avatar: avatar, kind: kind, value: Faker::PhoneNumber.cell_phone)
  end
  portfolio = Portfolio.create!(avatar: avatar, headline: Faker::Company.catch_phrase)
  count(2..8).times do |n|
    PortfolioLink.create!(portfolio: portfolio, label: "#{Faker::App.name} #{n}",
                          url: Faker::Internet.url)
  end
  MapRule.create!(
    avatar: avatar, realm: realm, city: Faker::Address.city, country_code: "US",
    latitude: Faker::Address.latitude, longitude: Faker::Address.longitude,
    time_zone: Faker::Address.time_zone, remote: true, radius_km: count(0..100))
  low = count(30_000..120_000)
  BountyRule.create!(avatar: avatar, currency: "USD", amount_min: low, amount_max: low + 9_000,
                     period: "year")
  AvatarSession.create!(
    avatar: avatar, device: "desktop", ip: Faker::Internet.ip_v4_address,
    user_agent: Faker::Internet.user_agent, started_at: Faker::Time.backward(days: 30))
  count(3..4).times do |n|
    AvatarImage.create!(avatar: avatar, position: n + 1, url: Faker::Avatar.image,
                        width: 600, height: 600)
  end
end

catalogues = create_catalogues
begin_at = Process.clock_gettime(Process::CLOCK_MONOTONIC)
(0...profile_count).each_slice(500) do |numbers|
  ActiveRecord::Base.transaction do
    numbers.each { |number| create_profile(number, *catalogues) }
  end
end
seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - begin_at
puts JSON.generate(
  profiles: profile_count, rows: CREATED.sum(&:count),
  seconds: seconds,
  versions: "Ruby #{RUBY_VERSION}, ActiveRecord #{ActiveRecord.version}, Faker #{Faker::VERSION}")
