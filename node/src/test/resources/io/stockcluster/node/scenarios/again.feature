Feature: Sending it again

  When an answer gets lost, the till sends the same again, with the same request id. Nothing happens twice, and the answer
  is that of the first time.

  Background:
    Given the store "North Street" keeps stock
    And 10 "Tea" were delivered to "North Street" at 09:00

  Scenario: A sale is sent twice
    Given 3 "Tea" were sold at "North Street" at 10:00
    When the same is sent again
    Then the answer is that of the first time
    And "North Street" has 7 "Tea"

  Scenario: The answer stays the same whatever has happened since
    Given 3 "Tea" were sold at "North Street" at 10:00
    And 0 "Tea" were counted at "North Street" at 11:00
    When that sale is sent again
    Then the answer is that of the first time

  Scenario: The same, written otherwise
    Given 3 "Tea" were sold at "North Street" at 10:00
    When the same is sent again, with the quantity written as "3.00"
    Then the answer is that of the first time
    And "North Street" has 7 "Tea"

  Scenario: A request id is not for two things
    Given 3 "Tea" were sold at "North Street" at 10:00
    When the same request id is used for a sale of 4
    Then it is refused: the request id was used for something else
    And "North Street" has 7 "Tea"
