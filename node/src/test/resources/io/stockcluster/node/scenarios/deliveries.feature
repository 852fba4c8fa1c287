Feature: Deliveries

  A lorry brings many things at once. Either all of them are in our books or none.

  Background:
    Given the store "North Street" keeps stock

  Scenario: Everything on the note arrives
    When a delivery reaches "North Street" at 09:00 with
      | Tea    | 10  |
      | Coffee | 2.5 |
      | Tea    | 5   |
    Then it is accepted
    And "North Street" has 15 "Tea"
    And "North Street" has 2.5 "Coffee"

  Scenario: One wrong line spoils the whole note
    When a delivery reaches "North Street" at 09:00 with
      | Tea    | 10 |
      | Coffee | 0  |
    Then it is refused because of its "products"
    And "North Street" has 0 "Tea"

  Scenario: The driver sends the note twice
    Given a delivery reached "North Street" at 09:00 with
      | Tea    | 10 |
      | Coffee | 2  |
    When the same is sent again
    Then the answer is that of the first time
    And "North Street" has 10 "Tea"
    And "North Street" has 2 "Coffee"

  Scenario: A long note
    When a delivery of 300 products, 2 of each, reaches "North Street" at 09:00
    Then it is accepted
    And "North Street" has 2 of each of the 300 products
