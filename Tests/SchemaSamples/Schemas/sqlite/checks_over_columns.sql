-- Conditions between columns of a row.
CREATE TABLE bookings (
  id INTEGER PRIMARY KEY,
  starts_at DATETIME NOT NULL,
  ends_at DATETIME NOT NULL,
  checked_in_at DATETIME,
  adults SMALLINT NOT NULL CHECK (adults > 0),
  children SMALLINT NOT NULL DEFAULT 0,
  CONSTRAINT bookings_order CHECK (starts_at < ends_at),
  CONSTRAINT bookings_checked_in CHECK (checked_in_at IS NULL OR checked_in_at >= starts_at),
  CONSTRAINT bookings_people CHECK (adults + children <= 12 AND children >= 0)
);

CREATE TABLE invoice_lines (
  id INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL REFERENCES bookings (id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  unit_cents INTEGER NOT NULL CHECK (unit_cents > 0),
  total_cents INTEGER NOT NULL,
  discount_cents INTEGER NOT NULL DEFAULT 0,
  CHECK (total_cents = quantity * unit_cents),
  CHECK (discount_cents >= 0 AND discount_cents <= total_cents)
);

CREATE TABLE shipments (
  id INTEGER PRIMARY KEY,
  status VARCHAR(12) NOT NULL CHECK (status IN ('pending', 'sent', 'delivered')),
  sent_on DATE,
  delivered_on DATE,
  min_weight INTEGER NOT NULL,
  max_weight INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  CHECK (status = 'pending' OR sent_on IS NOT NULL),
  CHECK ((status = 'delivered') = (delivered_on IS NOT NULL)),
  CHECK (delivered_on >= sent_on),
  CHECK (min_weight >= 0 AND min_weight <= weight AND weight <= max_weight),
  CHECK (CASE WHEN status = 'pending' THEN weight < 1000 ELSE weight < 50000 END)
);

CREATE TABLE shapes (
  id INTEGER PRIMARY KEY,
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  CHECK (width != height),
  CHECK (name <> slug),
  CHECK (NOT (width > 500 AND height > 500))
);
