Feature: Counting

  Whoever counts the shelf is right, from then on.

  Background:
    Given the store "North Street" keeps stock
    And 10 "Tea" were delivered to "North Street" at 09:00

  Scenario: There is less than we thought
    When 8 "Tea" are counted at "North Street" at 12:00
    Then it is accepted
    And "North Street" has 8 "Tea"

  Scenario: An empty shelf can be counted
    When 0 "Tea" are counted at "North Street" at 12:00
    Then it is accepted
    And "North Street" has 0 "Tea"

  Scenario: A count does not explain what is missing
    Given 15 "Tea" were sold at "North Street" at 10:00
    When 2 "Tea" are counted at "North Street" at 12:00
    Then "North Street" has 2 "Tea"
    And 5 "Tea" are missing at "North Street"

  Scenario: A sale from before the count was counted already
    Given 8 "Tea" were counted at "North Street" at 12:00
    When 2 "Tea" are sold at "North Street" at 11:00
    Then "North Street" has 8 "Tea"
