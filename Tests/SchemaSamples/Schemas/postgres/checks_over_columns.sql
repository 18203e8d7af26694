-- Conditions between columns of a row.
CREATE TABLE bookings (
  id serial PRIMARY KEY,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  checked_in_at timestamptz,
  adults smallint NOT NULL CHECK (adults > 0),
  children smallint NOT NULL DEFAULT 0,
  CONSTRAINT bookings_order CHECK (starts_at < ends_at),
  CONSTRAINT bookings_checked_in CHECK (checked_in_at IS NULL OR checked_in_at >= starts_at),
  CONSTRAINT bookings_people CHECK (adults + children <= 12 AND children >= 0)
);

CREATE TABLE invoice_lines (
  id serial PRIMARY KEY,
  booking_id integer NOT NULL REFERENCES bookings (id),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  unit_price numeric(8, 2) NOT NULL CHECK (unit_price > 0),
  total numeric(12, 2) NOT NULL,
  discount numeric(12, 2) NOT NULL DEFAULT 0,
  CONSTRAINT invoice_lines_total CHECK (total = quantity * unit_price),
  CONSTRAINT invoice_lines_discount CHECK (discount >= 0 AND discount <= total)
);

CREATE TABLE shipments (
  id serial PRIMARY KEY,
  status varchar(12) NOT NULL CHECK (status IN ('pending', 'sent', 'delivered')),
  sent_on date,
  delivered_on date,
  min_weight integer NOT NULL,
  max_weight integer NOT NULL,
  weight integer NOT NULL,
  CHECK (status = 'pending' OR sent_on IS NOT NULL),
  CHECK ((status = 'delivered') = (delivered_on IS NOT NULL)),
  CHECK (delivered_on >= sent_on),
  CHECK (min_weight >= 0 AND min_weight <= weight AND weight <= max_weight),
  CHECK (CASE WHEN status = 'pending' THEN weight < 1000 ELSE weight < 50000 END)
);

CREATE TABLE shapes (
  id serial PRIMARY KEY,
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  name text NOT NULL,
  slug text NOT NULL,
  CHECK (width <> height),
  CHECK (name <> slug),
  CHECK (NOT (width > 500 AND height > 500))
);
